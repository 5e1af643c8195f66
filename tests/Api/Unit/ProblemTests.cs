using System.Reflection;
using AfterSales.Api.Problems;
using AfterSales.Log;
using AfterSales.Tickets;
using Orleans.Runtime;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Codes and exceptions as HTTP.</summary>
public sealed class ProblemTests
{
    public static TheoryData<string> Codes =>
        [.. typeof(FailureCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_status_of_its_own_choice(string code) => Assert.InRange(ProblemCatalog.Of(code).Status, 400, 503);

    [Fact]
    public void No_code_of_the_contract_falls_through_to_500() => Assert.Empty(Codes.Select(row => row.Data).Except(ProblemCatalog.Codes));

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_may_be_retried_says_when(string code) =>
        Assert.Equal(ProblemCatalog.Of(code).Status is 429 or 503, ProblemDocument.Of(new Failure(code, ""), null).RetryAfter is not null);

    [Fact]
    public void A_problem_carries_what_the_failure_knows()
    {
        var failure = new Failure(FailureCodes.ActionNotPossible, "No.") { CurrentStep = TicketStep.Completed, Version = 4 };
        var problem = ProblemDocument.Of(failure, "trace");
        Assert.Equal((409, TicketStep.Completed, 4, "trace"), (problem.Status, problem.CurrentStep, problem.Version, problem.TraceId));
        Assert.Empty(problem.AllowedActions!.Value);
        Assert.Null(problem.Errors);
    }

    [Fact]
    public void Nothing_is_promised_that_is_not_certain()
    {
        Assert.Equal(FailureCodes.OutcomeUnknown, ExceptionFailures.Of(new TimeoutException(), mayHaveChanged: true).Code);
        Assert.Equal(FailureCodes.OutcomeUnknown, ExceptionFailures.Of(new OrleansException("gone"), mayHaveChanged: true).Code);
        Assert.Equal(FailureCodes.Overloaded, ExceptionFailures.Of(new TimeoutException(), mayHaveChanged: false).Code);
        Assert.Equal(FailureCodes.Overloaded, ExceptionFailures.Of(new LimitExceededException("full"), mayHaveChanged: true).Code);
        Assert.Equal(FailureCodes.StorageUnavailable, ExceptionFailures.Of(new LogUnavailableException("away"), mayHaveChanged: false).Code);
        Assert.Equal(ProblemCodes.InternalError, ExceptionFailures.Of(new InvalidOperationException(), mayHaveChanged: true).Code);
    }
}
