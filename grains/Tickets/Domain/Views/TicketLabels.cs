using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>The Chinese and English label of every value a person sees; the one place that has them.</summary>
public static class TicketLabels
{
    public static string Of(TicketKind kind, string language) => kind switch
    {
        TicketKind.RefundOnly => Pick(language, "仅退款", "Refund only"),
        TicketKind.ReturnRefund => Pick(language, "退货退款", "Return and refund"),
        TicketKind.Exchange => Pick(language, "换货", "Exchange"),
        TicketKind.Repair => Pick(language, "维修", "Repair"),
        TicketKind.Reship => Pick(language, "补发", "Reship"),
        TicketKind.Complaint => Pick(language, "投诉", "Complaint"),
        TicketKind.Consultation => Pick(language, "咨询", "Consultation"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(TicketStep step, string language) => step switch
    {
        TicketStep.UnderReview => Pick(language, "待审核", "Under review"),
        TicketStep.AwaitingReturn => Pick(language, "待退货", "Awaiting return"),
        TicketStep.ReturnInTransit => Pick(language, "退货中", "Return in transit"),
        TicketStep.AwaitingInspection => Pick(language, "待验货", "Awaiting inspection"),
        TicketStep.AwaitingRefund => Pick(language, "待退款", "Awaiting refund"),
        TicketStep.AwaitingReplacement => Pick(language, "待发货", "Awaiting replacement"),
        TicketStep.ReplacementInTransit => Pick(language, "发货中", "Replacement in transit"),
        TicketStep.InRepair => Pick(language, "维修中", "In repair"),
        TicketStep.InDialogue => Pick(language, "沟通中", "In dialogue"),
        TicketStep.Resolved => Pick(language, "已解决", "Resolved"),
        TicketStep.Completed => Pick(language, "已完成", "Completed"),
        TicketStep.AwaitingCustomer => Pick(language, "待客户补充", "Awaiting customer"),
        TicketStep.CounterOffered => Pick(language, "待客户确认方案", "Counter-offer made"),
        TicketStep.Rejected => Pick(language, "已拒绝", "Rejected"),
        TicketStep.InDispute => Pick(language, "仲裁中", "In dispute"),
        TicketStep.ReturningGoods => Pick(language, "商品退回中", "Returning goods"),
        TicketStep.Cancelled => Pick(language, "已取消", "Cancelled"),
        TicketStep.Closed => Pick(language, "已关闭", "Closed"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    public static string Of(TicketStage stage, string language) => stage switch
    {
        TicketStage.InReview => Pick(language, "审核中", "In review"),
        TicketStage.AwaitingReturn => Pick(language, "待退货", "Awaiting return"),
        TicketStage.ReturnInTransit => Pick(language, "退货中", "Return in transit"),
        TicketStage.Processing => Pick(language, "处理中", "Processing"),
        TicketStage.Completed => Pick(language, "已完成", "Completed"),
        TicketStage.Rejected => Pick(language, "已拒绝", "Rejected"),
        TicketStage.Closed => Pick(language, "已关闭", "Closed"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    public static string Of(TicketCategory category, string language) => category switch
    {
        TicketCategory.Quality => Pick(language, "质量问题", "Quality"),
        TicketCategory.Logistics => Pick(language, "物流问题", "Logistics"),
        TicketCategory.Service => Pick(language, "服务问题", "Service"),
        TicketCategory.WrongItem => Pick(language, "发错货", "Wrong item"),
        TicketCategory.Missing => Pick(language, "少件漏发", "Missing"),
        TicketCategory.Damaged => Pick(language, "商品破损", "Damaged"),
        TicketCategory.Price => Pick(language, "价格问题", "Price"),
        TicketCategory.Invoice => Pick(language, "发票问题", "Invoice"),
        TicketCategory.Other => Pick(language, "其他", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    public static string Of(TicketPriority priority, string language) => priority switch
    {
        TicketPriority.P1 => Pick(language, "紧急", "Urgent"),
        TicketPriority.P2 => Pick(language, "高", "High"),
        TicketPriority.P3 => Pick(language, "中", "Medium"),
        TicketPriority.P4 => Pick(language, "普通", "Normal"),
        _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, null),
    };

    public static string Of(Channel channel, string language) => channel switch
    {
        Channel.Web => Pick(language, "网页", "Web"),
        Channel.App => Pick(language, "应用", "App"),
        Channel.Chat => Pick(language, "在线聊天", "Chat"),
        Channel.Phone => Pick(language, "电话", "Phone"),
        Channel.Email => Pick(language, "邮件", "E-mail"),
        Channel.Social => Pick(language, "社交媒体", "Social media"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    public static string Of(DeadlineParty party, string language) => party switch
    {
        DeadlineParty.Reviewer => Pick(language, "审核员", "Reviewer"),
        DeadlineParty.Customer => Pick(language, "客户", "Customer"),
        DeadlineParty.Carrier => Pick(language, "承运商", "Carrier"),
        DeadlineParty.Warehouse => Pick(language, "仓库", "Warehouse"),
        DeadlineParty.Workshop => Pick(language, "维修部", "Workshop"),
        DeadlineParty.Arbitrator => Pick(language, "仲裁员", "Arbitrator"),
        DeadlineParty.Finance => Pick(language, "财务", "Finance"),
        _ => throw new ArgumentOutOfRangeException(nameof(party), party, null),
    };

    /// <summary>What happens if nobody acts.</summary>
    public static string Of(DeadlineEffect effect, string language) => effect switch
    {
        DeadlineEffect.Approve => Pick(language, "自动同意申请", "Approved automatically"),
        DeadlineEffect.Close => Pick(language, "自动关闭", "Closed automatically"),
        DeadlineEffect.TakeAsReceived => Pick(language, "视为已收到退货", "Taken as received"),
        DeadlineEffect.Complete => Pick(language, "自动确认完成", "Confirmed automatically"),
        DeadlineEffect.SendBack => Pick(language, "商品退回客户", "Goods are sent back to the customer"),
        DeadlineEffect.Escalate => Pick(language, "升级给主管处理", "A lead takes it up"),
        DeadlineEffect.AskCarrier => Pick(language, "主管向承运商查询", "A lead asks the carrier"),
        DeadlineEffect.BreachAndEscalate => Pick(language, "记为超时并升级", "Counts as late and is escalated"),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, null),
    };

    /// <summary>Chinese for <c>zh</c> in any region, English for anything else.</summary>
    private static string Pick(string language, string chinese, string english) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? chinese : english;
}
