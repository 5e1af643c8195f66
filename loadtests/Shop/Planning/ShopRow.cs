namespace AfterSales.LoadTests.Shop.Planning;

/// <summary>One row of a shop's invoice file.</summary>
/// <param name="Number">Its place in the file, from 1; keeps order within the same time.</param>
/// <param name="Invoice">Invoice number; a cancellation has one of its own.</param>
/// <param name="StockCode">What was sold, or a code that is no goods.</param>
/// <param name="Description">Title of the goods; may be empty.</param>
/// <param name="Quantity">Pieces; negative for goods that came back.</param>
/// <param name="At">Local time of the shop, taken as UTC.</param>
/// <param name="UnitPrice">Price of a piece in pounds.</param>
/// <param name="Customer">Customer number; empty where the shop did not know him.</param>
internal sealed record ShopRow(
    int Number,
    string Invoice,
    string StockCode,
    string Description,
    int Quantity,
    DateTimeOffset At,
    decimal UnitPrice,
    string Customer);
