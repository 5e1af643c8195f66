using System.Collections.Immutable;
using System.Reflection;
using AfterSales.Tickets;
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace AfterSales.Tests.Repository;

/// <summary>Everything that crosses a grain boundary is an immutable record the serializer knows by stable names and numbers.</summary>
public sealed class ContractTests
{
    private static readonly Assembly Contracts = typeof(ITicketGrain).Assembly;

    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan), typeof(bool), typeof(int), typeof(long), typeof(ulong), typeof(CancellationToken),
        typeof(DayOfWeek),
    ];

    private static readonly HashSet<Type> Collections =
    [
        typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(Nullable<>), typeof(Task<>),
    ];

    public static TheoryData<Type> Messages => [.. Reachable().Where(type => !type.IsEnum)];

    private static IEnumerable<Type> Grains => Contracts.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    [Fact]
    public void Every_grain_interface_and_method_has_a_stable_alias()
    {
        foreach (var grain in Grains)
        {
            Assert.NotNull(grain.GetCustomAttribute<AliasAttribute>());
            Assert.All(grain.GetMethods(), method => Assert.True(method.GetCustomAttribute<AliasAttribute>() is not null, $"{grain.Name}.{method.Name}"));
        }
    }

    [Fact]
    public void Aliases_are_unique()
    {
        var aliases = Reachable().Concat(Grains).Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).Where(alias => alias is not null).ToList();
        Assert.Equal(aliases.Count, aliases.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_an_immutable_record_with_numbered_members(Type type)
    {
        Assert.NotNull(type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false));
        Assert.NotNull(type.GetCustomAttribute<ImmutableAttribute>(inherit: false));
        Assert.NotNull(type.GetCustomAttribute<AliasAttribute>(inherit: false));
        Assert.True(type.IsValueType || type.IsSealed || type.IsAbstract, $"{type.Name} must be sealed, or abstract with sealed cases.");
        Assert.True(type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null, $"{type.Name} is not a record.");

        var ids = new List<uint>();
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(IsStored))
        {
            var id = property.GetCustomAttribute<IdAttribute>();
            Assert.True(id is not null, $"{type.Name}.{property.Name} has no [Id].");
            ids.Add(id.Id);
            Assert.True(IsInitOnly(property), $"{type.Name}.{property.Name} can be changed.");
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private static bool IsStored(PropertyInfo property) =>
        property.SetMethod is not null && property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract";

    private static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    /// <summary>Every type of ours that a grain method takes or gives, and what those are made of.</summary>
    private static HashSet<Type> Reachable()
    {
        var found = new HashSet<Type>();
        var waiting = new Queue<Type>(Grains.SelectMany(grain => grain.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)));
        while (waiting.TryDequeue(out var type))
        {
            if (type.IsGenericType)
            {
                Array.ForEach(type.GetGenericArguments(), waiting.Enqueue);
                type = type.GetGenericTypeDefinition();
                if (Collections.Contains(type))
                {
                    continue;
                }
            }

            if (Plain.Contains(type) || type == typeof(Task) || type.IsGenericParameter || !found.Add(type))
            {
                continue;
            }

            Assert.True(type.Assembly == Contracts, $"{type} crosses a grain boundary and is not a contract of ours.");
            Contracts.GetTypes().Where(other => other.BaseType == type).ToList().ForEach(waiting.Enqueue);
            type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(IsStored).ToList().ForEach(property => waiting.Enqueue(property.PropertyType));
        }

        return found;
    }
}
