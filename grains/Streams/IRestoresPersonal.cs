namespace AfterSales.Streams;

/// <summary>A state that shows personal texts of the first event of one row, which snapshots leave out.</summary>
internal interface IRestoresPersonal<out TState>
{
    /// <summary>That row; nearly always the stream's first.</summary>
    int PersonalSeq { get; }

    TState RestorePersonal(PersonalText? text);
}
