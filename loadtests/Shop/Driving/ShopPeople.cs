using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Shop.Driving;

/// <summary>Who does what in the shop; fixed, because a key belongs to its subject.</summary>
internal static class ShopPeople
{
    public static ApiCaller Import { get; } = ApiCaller.Staff("integration");

    public static ApiCaller Lead { get; } = ApiCaller.Staff("lead");

    public static ApiCaller Warehouse { get; } = ApiCaller.Staff("warehouse");

    public static ApiCaller Finance { get; } = ApiCaller.Staff("finance");
}
