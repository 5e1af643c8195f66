using System.Diagnostics;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Shop.Planning;

namespace AfterSales.LoadTests.Shop.Driving;

/// <summary>Drives one return from opening to completion, by whoever's turn it is.</summary>
internal sealed class ReturnDriver(ApiClient api)
{
    // A completed case frees its line when the log's follower has told the order; that is promised within its lag, not at once.
    private static readonly TimeSpan LineFreedWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    public async Task<CaseEnd> Drive(ReturnGoods step)
    {
        var answer = await Open(step);
        if (!answer.Succeeded)
        {
            return new CaseEnd(step, null, answer.Code, 0, 0, 0);
        }

        var id = answer.Body.GetProperty("id").GetGuid();
        var commands = 1;
        var replayed = answer.Replayed ? 1 : 0;
        while (answer.Text("step") != "Completed")
        {
            answer = await Next(step, id, answer);
            commands++;
            replayed += answer.Replayed ? 1 : 0;
        }

        return new CaseEnd(step, id, null, answer.Amount("refundedAmount"), commands, replayed);
    }

    private async Task<ApiAnswer> Open(ReturnGoods step)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await api.Post("/v1/tickets", ShopPeople.Lead, step.Key, ShopBodies.Open(step));
            if (answer.Succeeded || answer.Code != FailureCodes.LineHasOpenCase || Stopwatch.GetElapsedTime(started) > LineFreedWithin)
            {
                return answer;
            }

            await Task.Delay(AskAgainAfter);
        }
    }

    private async Task<ApiAnswer> Next(ReturnGoods step, Guid id, ApiAnswer ticket)
    {
        var (action, caller, body) = ticket.Text("step") switch
        {
            "UnderReview" => ("approve", ShopPeople.Lead, ShopBodies.Approve()),
            "AwaitingReturn" => ("ship-return", ApiCaller.Customer(step.CustomerId), ShopBodies.ShipReturn(step)),
            "ReturnInTransit" => ("confirm-receipt", ShopPeople.Warehouse, ShopBodies.ConfirmReceipt(step)),
            "AwaitingRefund" => ("refund-issued", ShopPeople.Finance, ShopBodies.RefundIssued(step, ticket.Amount("approvedAmount"))),
            var other => throw new BenchRefusedException($"case {id} of {step.Key} is in step {other}, which is not on its path"),
        };
        var answer = await api.Post($"/v1/tickets/{id}/actions/{action}", caller, $"{step.Key}:{action}", body);
        return answer.Succeeded
            ? answer
            : throw new BenchRefusedException($"{action} on case {id} of {step.Key} was refused: {answer.Code} ({(int)answer.Status})");
    }
}
