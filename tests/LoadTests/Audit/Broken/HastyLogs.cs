using AfterSales.Log;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.LoadTests.Audit.Broken;

/// <summary>Puts a log before the product's own that says "done" before anything is done, and forgets every seventh row of a case.</summary>
internal sealed class HastyLogs : IServiceProviderFactory<IServiceCollection>
{
    public IServiceCollection CreateBuilder(IServiceCollection services) => services;

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
    {
        var own = containerBuilder.Last(service => service.ServiceType == typeof(IEventLog));
        containerBuilder.Remove(own);
        containerBuilder.AddKeyedSingleton(typeof(IEventLog), nameof(HastyLogs), (provider, _) => ActivatorUtilities.CreateInstance(provider, own.ImplementationType!));
        containerBuilder.AddSingleton<IEventLog>(provider => new HastyLog(provider.GetRequiredKeyedService<IEventLog>(nameof(HastyLogs))));
        return containerBuilder.BuildServiceProvider();
    }

    private sealed class HastyLog(IEventLog log) : IEventLog
    {
        private const int Forgotten = 7;

        private int _rows;

        public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command) =>
            row.Kind == StreamKind.Ticket && Interlocked.Increment(ref _rows) % Forgotten == 0 ? Task.FromResult(AppendStatus.Committed) : log.Append(row, lane);

        public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false) => log.Load(streamId, foldVersion, includeFirst);

        public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit) => log.Read(streamId, afterSeq, throughSeq, limit);

        public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq) => log.ReadCommands(streamId, throughSeq);

        public Task<int> ReadVersion(Guid streamId) => log.ReadVersion(streamId);

        public void OfferSnapshot(StreamSnapshot snapshot) => log.OfferSnapshot(snapshot);
    }
}
