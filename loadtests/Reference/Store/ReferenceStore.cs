using System.Data;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>
/// Commands of the reference: one prepared function call, which is one transaction and one round trip. Preparing is left to the pool
/// (automatic from the second use, per connection).
/// </summary>
internal sealed class ReferenceStore(NpgsqlDataSource database)
{
    private const string Refused = "AS422";

    private static readonly string OpenText =
        $"select {TicketReader.AnswerColumns} from ticket_open($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18) f";

    private static readonly string ActText =
        $"select {TicketReader.AnswerColumns} from ticket_act($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18) f";

    public async Task<ReferenceAnswer> Open(ReferenceOpen open, ReferenceCaller caller)
    {
        var command = open.Command;
        await using var call = database.CreateCommand(OpenText);
        call.Parameters.AddValue(open.Id);
        AddCaller(call.Parameters, caller);
        call.Parameters.AddValue(open.Number);
        call.Parameters.AddValue((short)command.Kind);
        call.Parameters.AddValue(command.OrderId, NpgsqlDbType.Text);
        call.Parameters.AddValue(command.Lines.Select(line => line.LineId).ToArray());
        call.Parameters.AddValue(command.Lines.Select(line => line.Quantity).ToArray());
        call.Parameters.AddValue(open.CustomerId);
        call.Parameters.AddValue((short)(command.Category ?? TicketCategory.Other));
        call.Parameters.AddValue((short)open.Priority);
        call.Parameters.AddValue(command.Subject);
        call.Parameters.AddValue(open.Tokens);
        call.Parameters.AddValue(command.Description);
        call.Parameters.AddValue(command.RequestedAmount?.Amount, NpgsqlDbType.Bigint);
        call.Parameters.AddValue(command.WindowOverride is not null);
        call.Parameters.AddValue(open.Facts, NpgsqlDbType.Json);
        return await Answer(call);
    }

    public async Task<ReferenceAnswer> Act(ReferenceAct act, ReferenceCaller caller)
    {
        await using var call = database.CreateCommand(ActText);
        call.Parameters.AddValue(act.Id);
        AddCaller(call.Parameters, caller);
        call.Parameters.AddValue(act.OnlyOf, NpgsqlDbType.Text);
        call.Parameters.AddValue(act.IfMatch, NpgsqlDbType.Integer);
        call.Parameters.AddValue(act.Type);
        call.Parameters.AddValue(act.From);
        call.Parameters.AddValue(act.To, NpgsqlDbType.Smallint);
        call.Parameters.AddValue(act.Settles);
        call.Parameters.AddValue(act.Approved, NpgsqlDbType.Bigint);
        call.Parameters.AddValue(act.Refunded, NpgsqlDbType.Bigint);
        call.Parameters.AddValue(act.PaymentReference, NpgsqlDbType.Text);
        call.Parameters.AddValue(act.Carrier, NpgsqlDbType.Text);
        call.Parameters.AddValue(act.Tracking, NpgsqlDbType.Text);
        call.Parameters.AddValue(act.Received, NpgsqlDbType.Jsonb);
        call.Parameters.AddValue(act.Facts, NpgsqlDbType.Json);
        call.Parameters.AddValue(act.Text, NpgsqlDbType.Text);
        return await Answer(call);
    }

    private static void AddCaller(NpgsqlParameterCollection parameters, ReferenceCaller caller)
    {
        parameters.AddValue(caller.Scope);
        parameters.AddValue(caller.Body);
        parameters.AddValue(caller.Actor);
    }

    private static async Task<ReferenceAnswer> Answer(NpgsqlCommand call)
    {
        try
        {
            await using var rows = await call.ExecuteReaderAsync(CommandBehavior.SingleRow);
            await rows.ReadAsync();
            return new ReferenceAnswer(TicketReader.Read(rows, 1), rows.GetBoolean(0));
        }
        catch (PostgresException failure) when (failure.SqlState == Refused)
        {
            throw new ReferenceRefusedException(failure.MessageText);
        }
    }
}
