using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Storage;

/// <summary>Names under which both engines keep grain state and reminders; part of the stored data, never renamed.</summary>
public static class GrainStorageNames
{
    public const string ServiceId = "aftersales";

    /// <summary>Storage provider of the catalog grains (policies, later calendars and queues).</summary>
    public const string Catalog = "catalog";

    /// <summary>How state is written, whichever engine writes it.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
}
