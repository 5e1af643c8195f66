using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Tests.Storage.ReadModel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>What was handed over is recorded, whatever comes in between.</summary>
public sealed class SendingTests : ReadModelTest
{
    /// <summary>Symptom: the database was away for longer than five attempts took, and the mail that had been taken was sent again when it was back.</summary>
    [Fact]
    public async Task What_was_taken_while_the_database_went_away_is_recorded_when_it_is_back_and_never_sent_again()
    {
        using var link = new DatabaseLink(Database);
        var cut = false;
        var time = new HastyTime(TimeSpan.FromSeconds(1));
        var recorder = new RecordingChannel(_ =>
        {
            if (!cut)
            {
                cut = true;
                link.Cut();
            }

            return Task.CompletedTask;
        });
        await using var process = Process(recorder, link.ConnectionString, services => services.AddSingleton<TimeProvider>(time));
        await process.GivenContact("li.lei@mail.example");
        await process.GivenReply(1);
        await process.StartSender();
        await Eventually.True(() => cut, "it is taken");
        await Eventually.True(() => time.Pauses >= 10, "recording is tried again and again");
        Assert.True(await Database.Ask<bool>("select state = 0 and next_attempt > now() + interval '5 minutes' from notification where channel = 'recorder'"));

        link.Mend();
        await Eventually.True(() => Database.Ask<bool>("select state = 1 and attempts = 1 from notification where channel = 'recorder'"), "it is recorded");
        await using var other = Process(recorder);
        await other.GivenReply(2);
        await Eventually.True(() => recorder.Delivered.Count == 2, "the next one goes out");
        Assert.Equal(2, recorder.Delivered.Distinct().Count());
    }

    /// <summary>Symptom: a stop cut a mail under way after 5 s; the server had taken it, and it was sent again.</summary>
    [Fact]
    public async Task A_stop_waits_for_what_is_under_way_and_records_it()
    {
        var recorder = new RecordingChannel(cancelled => Task.Delay(TimeSpan.FromSeconds(6), cancelled));
        await using var process = Process(recorder);
        await process.GivenContact("li.lei@mail.example");
        await process.GivenReply(1);
        var sender = process.Sender;
        await sender.StartAsync(Cancel);
        await Eventually.True(() => recorder.Delivered.Count == 1, "it is under way");
        await sender.StopAsync(Cancel);
        Assert.True(await Database.Ask<bool>("select state = 1 from notification where channel = 'recorder'"));
        Assert.Single(recorder.Delivered);
    }

    private NoticeProcess Process(RecordingChannel recorder, string? connection = null, Action<IServiceCollection>? also = null)
    {
        var process = new NoticeProcess(Database, connection: connection, also: services =>
        {
            services.AddSingleton<INotificationChannel>(recorder);
            also?.Invoke(services);
        });
        process.Policies.Use(new NotificationPolicy { Rules = [new() { Event = "replied", To = [NotificationAudience.Customer], Channels = [recorder.Name] }] });
        return process;
    }
}
