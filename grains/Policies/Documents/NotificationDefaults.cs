using static AfterSales.Policies.NotificationAudience;

namespace AfterSales.Policies;

/// <summary>Who is told of what when nobody has said otherwise.</summary>
internal static class NotificationDefaults
{
    public static readonly ImmutableArray<string> Channels = ["inbox", "email"];

    private static readonly ImmutableArray<string> InboxOnly = ["inbox"];

    private static readonly ImmutableArray<Entry> Entries =
    [
        new("approved", [Customer], Channels, "{kind} {number} 已通过", "您的{kind}申请 {number} 已通过审核，当前状态：{step}。",
            "{kind} {number} approved", "Your request {number} ({kind}) was approved. It is now: {step}."),
        new("approved-return", [Customer], Channels, "请寄回商品：{number}", "您的{kind}申请 {number} 已通过，请将商品寄至：{address}，并填写运单号。",
            "Please send the goods back: {number}", "Your request {number} ({kind}) was approved. Send the goods to: {address}, and tell us the tracking number."),
        new("rejected", [Customer], Channels, "{kind} {number} 未通过", "您的{kind}申请 {number} 未通过，原因请查看工单；如有异议可申请仲裁。",
            "{kind} {number} rejected", "Your request {number} ({kind}) was rejected. The case says why; you may dispute it."),
        new("offer-made", [Customer], Channels, "请确认新方案：{number}", "针对您的申请 {number}，我们提出了新方案：{offer} {amount}。请在工单中接受或拒绝。",
            "Please decide on an offer: {number}", "For your request {number} we offer: {offer} {amount}. Please accept or decline it in the case."),
        new("info-requested", [Customer], Channels, "请补充信息：{number}", "处理您的申请 {number} 需要更多信息，请在工单中补充。",
            "More information needed: {number}", "We need more information for your request {number}. Please answer in the case."),
        new("replied", [Customer], Channels, "{number} 有新回复", "您的工单 {number} 有新回复，请查看。",
            "New answer: {number}", "There is a new answer in your case {number}."),
        new("replacement-shipped", [Customer], Channels, "{number} 商品已寄出", "您的工单 {number} 的商品已寄出，{carrier} {tracking}。",
            "On its way: {number}", "The goods of your case {number} are on their way: {carrier} {tracking}."),
        new("goods-shipped-back", [Customer], Channels, "{number} 商品已退回寄出", "您的工单 {number} 的商品正退回给您，{carrier} {tracking}。",
            "Your goods come back: {number}", "The goods of your case {number} are on their way back to you: {carrier} {tracking}."),
        new("refunded", [Customer], Channels, "{number} 已退款", "您的工单 {number} 已退款 {amount}。",
            "Refund issued: {number}", "{amount} were refunded for your case {number}."),
        new("resolved", [Customer], Channels, "{number} 已解决，请确认", "您的工单 {number} 已给出解决方案，请在工单中确认。",
            "Please confirm: {number}", "Your case {number} has been resolved. Please confirm it in the case."),
        new("dispute-decided", [Customer], Channels, "{number} 仲裁结果", "您的工单 {number} 的仲裁已有结果，当前状态：{step}。",
            "Dispute decided: {number}", "The dispute of your case {number} has been decided. It is now: {step}."),
        new("closed-by-silence", [Customer], Channels, "{number} 已关闭", "由于未收到您的回复，工单 {number} 已关闭；您可以重新打开。",
            "Closed: {number}", "We did not hear from you, so case {number} was closed. You may reopen it."),
        new("assigned-by-person", [Assignee], Channels, "工单 {number} 已分配给您", "{kind}工单 {number}（{priority}）已分配给您，当前状态：{step}。",
            "Case {number} is yours", "Case {number} ({kind}, {priority}) was assigned to you. It is now: {step}."),
        new("customer-wrote", [Assignee], InboxOnly, "客户留言：{number}", "客户在工单 {number} 中留言，当前状态：{step}。",
            "The customer wrote: {number}", "The customer wrote in case {number}. It is now: {step}."),
        new("sla-warned", [Ladder], InboxOnly, "时限预警 {percent}%：{number}", "工单 {number} 的时限 {clock} 已用 {percent}%，到期时间 {due}。",
            "{percent} % of {clock} used: {number}", "Case {number} has used {percent} % of {clock}. It is due at {due}."),
        new("sla-breached", [Ladder], Channels, "已超时：{number}", "工单 {number} 的时限 {clock} 已于 {due} 超时。",
            "Promise broken: {number}", "Case {number} missed {clock}, due at {due}."),
        new("ask-carrier", [Lead], Channels, "请联系承运商：{number}", "工单 {number} 的退货未在 {due} 前签收，请联系承运商。",
            "Ask the carrier: {number}", "The return of case {number} did not arrive by {due}. Please ask the carrier."),
        new("escalated", [Lead], Channels, "工单升级：{number}", "工单 {number}（{priority}）已升级，原因：{cause}，当前状态：{step}。",
            "Escalated: {number}", "Case {number} ({priority}) was escalated by {cause}. It is now: {step}."),
        new("refund-failed", [Lead, Finance], Channels, "退款失败：{number}", "工单 {number} 的退款未成功，请处理。",
            "Refund failed: {number}", "The refund of case {number} did not succeed. Please look at it."),
        new("quality-reported", [TechnicalContact], Channels, "质量问题：{number}", "{kind}工单 {number} 报告了质量问题，商品类目：{product}。",
            "Quality problem: {number}", "Case {number} ({kind}) reports a quality problem, product category: {product}."),
    ];

    public static readonly ImmutableArray<NotificationRule> Rules =
        [.. Entries.Select(entry => new NotificationRule { Event = entry.Name, To = entry.To, Channels = entry.By })];

    public static readonly ImmutableDictionary<string, NotificationTemplate> Templates = Entries.ToImmutableDictionary(
        entry => entry.Name,
        entry => new NotificationTemplate { Title = Both(entry.ChineseTitle, entry.EnglishTitle), Body = Both(entry.ChineseBody, entry.EnglishBody) });

    private static ImmutableDictionary<string, string> Both(string chinese, string english) =>
        new Dictionary<string, string> { ["zh-CN"] = chinese, ["en"] = english }.ToImmutableDictionary();

    private sealed record Entry(
        string Name,
        ImmutableArray<NotificationAudience> To,
        ImmutableArray<string> By,
        string ChineseTitle,
        string ChineseBody,
        string EnglishTitle,
        string EnglishBody);
}
