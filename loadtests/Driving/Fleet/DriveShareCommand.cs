using System.CommandLine;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary><c>drive-share</c> (hidden): one local driver of a run.</summary>
internal static class DriveShareCommand
{
    public const string Name = "drive-share";
    public const string AddressVariable = "AFTERSALES_FLEET";
    public const string JournalsVariable = "AFTERSALES_FLEET_JOURNALS";

    public static Command Create()
    {
        var command = new Command(Name, "Drives one share of a run.") { Hidden = true };
        command.SetAction((_, cancellation) => BenchCommand.Guard(async () =>
        {
            var address = Environment.GetEnvironmentVariable(AddressVariable) ?? throw new BenchRefusedException($"{AddressVariable} is not set.");
            await new FleetWorker(new Uri(address), Environment.GetEnvironmentVariable(JournalsVariable)).Run(cancellation);
            return 0;
        }));
        return command;
    }
}
