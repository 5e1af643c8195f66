namespace Orleans.Runtime;

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    /// <summary>Name, unique within the grain.</summary>
    string ReminderName { get; }
}
