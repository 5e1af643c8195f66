namespace AfterSales.Streams;

/// <summary>A command whose effect is row <paramref name="Seq"/>.</summary>
internal readonly record struct SeenCommand(int Seq, Guid CommandId);
