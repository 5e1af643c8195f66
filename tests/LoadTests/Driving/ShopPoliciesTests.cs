using System.Text.Json.Nodes;
using AfterSales.LoadTests.Driving.Setup;

namespace AfterSales.Tests.LoadTests.Driving;

public sealed class ShopPoliciesTests
{
    [Fact]
    public void Every_duration_is_divided_none_vanishes_and_office_hours_are_left_out()
    {
        var rules = JsonNode.Parse("""
            [{"name":"a","afterSeconds":172800,"calendar":"cn-business"},
             {"name":"b","targetSeconds":{"P1":300,"P4":86400},"warnings":[{"percent":50}]}]
            """);

        ShopPolicies.Divide(rules, 17_280);

        Assert.Equal("""[{"name":"a","afterSeconds":10},{"name":"b","targetSeconds":{"P1":1,"P4":5},"warnings":[{"percent":50}]}]""", rules!.ToJsonString());
    }
}
