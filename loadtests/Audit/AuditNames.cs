namespace AfterSales.LoadTests.Audit;

/// <summary>Names in <see cref="AuditVerdict.Looked"/>.</summary>
internal static class AuditNames
{
    public const string Acknowledged = "commands acknowledged";
    public const string Counted = "commands counted by drivers, compared with their journals";
    public const string Refused = "commands refused";
    public const string Unknown = "commands without an answer";
    public const string Matched = "acknowledged commands found in the log";
    public const string Steps = "steps acknowledged, compared with the log";
    public const string PeoplesRows = "rows that people caused, compared with the journals";
    public const string Money = "cases with money, compared with the journals";
    public const string Orders = "orders imported, found in the log";
    public const string Rows = "rows of the log";
    public const string Cases = "cases of the log";
    public const string Budgets = "budgets of customers taken";
    public const string Claims = "claims of orders, compared with cases";
    public const string Assignments = "assignments, compared with agents";
    public const string AgentRows = "rows of agents, counted against their capacity";
    public const string Deadlines = "deadlines that ran";
    public const string Views = "rows of the read model";
    public const string Due = "cases that want to be woken";
    public const string Promises = "cases with a promise that runs";
    public const string Asked = "cases asked through the API";
    public const string Replays = "commands sent again";
    public const string Recognised = "commands sent again with another body, and recognised";
    public const string Listed = "cases listed";
    public const string ListedOwn = "customers whose own lists were compared";
    public const string Queues = "queues asked through the API";
    public const string Agents = "agents asked through the API";
    public const string OrdersAsked = "orders asked through the API";
    public const string Webhooks = "webhooks expected";
    public const string WebhooksWaiting = "webhooks still to be tried";
    public const string WebhookRepeats = "webhooks received more than once under one id";
    public const string Notices = "notifications expected";
    public const string Followers = "followers at the end of the log";
    public const string NotLooked = "not looked at: ";
}
