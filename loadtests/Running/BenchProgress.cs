using Spectre.Console;

namespace AfterSales.LoadTests.Running;

/// <summary>One bar per bench. It is moved between rounds, never within: drawing must not disturb what is measured.</summary>
internal sealed class BenchProgress(ProgressTask task)
{
    public static Task<T> Run<T>(string title, double steps, Func<BenchProgress, Task<T>> work) => AnsiConsole.Progress()
        .AutoClear(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var progress = new BenchProgress(context.AddTask(Markup.Escape(title), maxValue: steps));
            return await work(progress);
        });

    /// <summary>Says what begins now.</summary>
    public void Say(string what) => task.Description = Markup.Escape(what);

    /// <summary>One step is done; safe from any thread.</summary>
    public void Step() => task.Increment(1);
}
