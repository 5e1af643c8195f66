using System.Runtime.InteropServices;

namespace AfterSales.LoadTests.Systems.Processes;

/// <summary>Signals that .NET does not send by itself (Linux numbers, the same on x64 and arm64).</summary>
internal static class Signals
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    public static void Terminate(int process) => Send(process, SigTerm);

    /// <returns>Whether there was such a process.</returns>
    public static bool Stop(int process) => Send(process, SigStop);

    public static void Continue(int process) => Send(process, SigCont);

    // A process that is gone takes no signal, and needs none.
    private static bool Send(int process, int signal) => Kill(process, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
