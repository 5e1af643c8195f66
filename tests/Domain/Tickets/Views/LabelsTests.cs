using AfterSales.Deadlines;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class LabelsTests
{
    [Fact]
    public void Every_value_has_a_label_in_both_languages()
    {
        Complete<TicketKind>(TicketLabels.Of);
        Complete<TicketStep>(TicketLabels.Of);
        Complete<TicketStage>(TicketLabels.Of);
        Complete<TicketCategory>(TicketLabels.Of);
        Complete<TicketPriority>(TicketLabels.Of);
        Complete<Channel>(TicketLabels.Of);
        Complete<DeadlineParty>(TicketLabels.Of);
        Complete<DeadlineEffect>(TicketLabels.Of);
    }

    [Theory]
    [InlineData("zh-CN", "仅退款")]
    [InlineData("zh", "仅退款")]
    [InlineData("en", "Refund only")]
    [InlineData("fr", "Refund only")]
    [InlineData("", "Refund only")]
    public void Chinese_is_for_those_who_ask_for_it(string language, string label) => Assert.Equal(label, TicketLabels.Of(TicketKind.RefundOnly, language));

    [Theory]
    [InlineData(TicketStage.InReview, "审核中", TicketStep.UnderReview, TicketStep.AwaitingCustomer, TicketStep.CounterOffered, TicketStep.InDispute)]
    [InlineData(TicketStage.AwaitingReturn, "待退货", TicketStep.AwaitingReturn)]
    [InlineData(TicketStage.ReturnInTransit, "退货中", TicketStep.ReturnInTransit)]
    [InlineData(
        TicketStage.Processing, "处理中", TicketStep.AwaitingInspection, TicketStep.AwaitingRefund, TicketStep.AwaitingReplacement, TicketStep.ReplacementInTransit,
        TicketStep.InRepair, TicketStep.InDialogue, TicketStep.ReturningGoods)]
    [InlineData(TicketStage.Completed, "已完成", TicketStep.Resolved, TicketStep.Completed)]
    [InlineData(TicketStage.Rejected, "已拒绝", TicketStep.Rejected)]
    [InlineData(TicketStage.Closed, "已关闭", TicketStep.Cancelled, TicketStep.Closed)]
    public void A_stage_sums_up_its_steps(TicketStage stage, string label, params TicketStep[] steps)
    {
        Assert.Equal(steps.Order(), Enum.GetValues<TicketStep>().Where(step => TicketStages.Of(step) == stage));
        Assert.Equal(label, TicketLabels.Of(stage, "zh-CN"));
    }

    private static void Complete<T>(Func<T, string, string> label)
        where T : struct, Enum
    {
        var chinese = Enum.GetValues<T>().Select(value => label(value, "zh-CN")).ToList();
        var english = Enum.GetValues<T>().Select(value => label(value, "en")).ToList();
        Assert.Equal(chinese.Count, chinese.Distinct().Count());
        Assert.Equal(english.Count, english.Distinct().Count());
        Assert.All(chinese, text => Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}+$", text));
        Assert.All(english, text => Assert.Matches("^[A-Z][A-Za-z -]+$", text));
    }
}
