using System.Text.Json.Nodes;
using AfterSales.Policies;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

public sealed class PolicyDocumentTests
{
    public static TheoryData<string> Names => [.. PolicyNames.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_built_in_policy_is_valid_and_comes_back_as_it_was(string name)
    {
        var text = PolicyDocuments.Text(name, PolicySet.Default);
        Assert.Equal(text, PolicyDocuments.Normalise(name, text).Value);
        var set = PolicySet.Default.With(new PolicyDocument(name, 7, text, null, null));
        Assert.Equal((7, text), (PolicyDocuments.Version(name, set), PolicyDocuments.Text(name, set)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_document_means_the_defaults(string name) =>
        Assert.Equal(PolicyDocuments.Text(name, PolicySet.Default), PolicyDocuments.Normalise(name, "{}").Value);

    [Fact]
    public void Names_are_camel_case_enums_are_words_and_Chinese_stays_readable()
    {
        Assert.Contains("\"maxTicketsPerLine\":5", PolicyDocuments.Text(PolicyNames.Eligibility, PolicySet.Default), StringComparison.Ordinal);
        Assert.Contains("\"RefundOnly\":{", PolicyDocuments.Text(PolicyNames.Eligibility, PolicySet.Default), StringComparison.Ordinal);
        Assert.Contains("触电", PolicyDocuments.Text(PolicyNames.Triage, PolicySet.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_documents_are_equal_as_text_whatever_their_order()
    {
        var one = PolicyDocuments.Normalise(PolicyNames.Review, """{"approvalLimits":{"USD":1,"CNY":2},"maxTags":3}""").Value;
        var two = PolicyDocuments.Normalise(PolicyNames.Review, """{ "maxTags": 3, "approvalLimits": {"CNY": 2, "USD": 1} }""").Value;
        Assert.Equal(one, two);
    }

    [Fact]
    public void All_faults_of_shape_and_of_range_are_named_at_once()
    {
        var errors = Errors(
            PolicyNames.SelfService,
            """{"refundNotShipped":"yes","colour":1,"returnAddress":"","smallAmount":{"currency":"yuan","perCase":-1,"maxCases":1.5,"abuseBarDays":400}}""");
        Assert.Equal(
            ["/colour", "/refundNotShipped", "/returnAddress", "/smallAmount/abuseBarDays", "/smallAmount/currency", "/smallAmount/maxCases", "/smallAmount/perCase"],
            errors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(PolicyNames.Eligibility, """{"kinds":{"Refund":{}}}""", "/kinds/Refund")]
    [InlineData(PolicyNames.Eligibility, """{"kinds":{"Complaint":{}}}""", "/kinds/Complaint")]
    [InlineData(PolicyNames.Eligibility, """{"kinds":{"Repair":{"days":1}}}""", "/kinds/Repair/days")]
    [InlineData(PolicyNames.Eligibility, """{"kinds":{"Repair":{"deliveredDays":-1}}}""", "/kinds/Repair/deliveredDays")]
    [InlineData(PolicyNames.Eligibility, """{"kinds":null}""", "/kinds")]
    [InlineData(PolicyNames.Eligibility, """{"noReasonExcluded":["fresh",7]}""", "/noReasonExcluded/1")]
    [InlineData(PolicyNames.Eligibility, """{"noReasonExcluded":[null]}""", "/noReasonExcluded/0")]
    [InlineData(PolicyNames.Eligibility, """{"warrantyDays":{"a/b":"x"}}""", "/warrantyDays/a~1b")]
    [InlineData(PolicyNames.Eligibility, """{"maxTicketsPerLine":0}""", "/maxTicketsPerLine")]
    [InlineData(PolicyNames.SelfService, """{"smallAmount":{"perCase":100,"perDay":99}}""", "/smallAmount/perDay")]
    [InlineData(PolicyNames.Review, """{"approvalLimits":{"cny":1}}""", "/approvalLimits/cny")]
    [InlineData(PolicyNames.Review, """{"reopenDays":99999999999}""", "/reopenDays")]
    [InlineData(PolicyNames.Triage, """{"default":"P9"}""", "/default")]
    [InlineData(PolicyNames.Triage, """{"default":1}""", "/default")]
    [InlineData(PolicyNames.Triage, """{"rules":[{"name":"x"}]}""", "/rules/0/priority")]
    [InlineData(PolicyNames.Triage, """{"rules":[{"priority":"P1"}]}""", "/rules/0/name")]
    [InlineData(PolicyNames.Triage, """{"rules":[{"name":"default","priority":"P1"}]}""", "/rules/0/name")]
    [InlineData(PolicyNames.Triage, """{"rules":[{"name":"x","priority":"P1","words":"none"}]}""", "/rules/0/words")]
    [InlineData(PolicyNames.Triage, """{"rules":[{"name":"x","priority":"P1","kinds":["Refund"]}]}""", "/rules/0/kinds/0")]
    [InlineData(PolicyNames.Intake, """{"forms":{"RefundOnly":{"questions":[{"id":"q","required":true,"options":[]}]}}}""", "/forms/RefundOnly/questions/0/text")]
    [InlineData(PolicyNames.Intake, """[]""", "")]
    [InlineData(PolicyNames.Intake, """null""", "")]
    [InlineData(PolicyNames.Intake, """{"forms":""", "")]
    [InlineData(PolicyNames.Review, """{"maxTags":1,"maxTags":2}""", "")]
    public void A_faulty_document_is_refused_with_a_pointer(string name, string json, string pointer) => Assert.Contains(pointer, Errors(name, json));

    [Fact]
    public void Intake_needs_a_form_of_every_kind()
    {
        var errors = Errors(PolicyNames.Intake, """{"forms":{"RefundOnly":{}}}""");
        Assert.Equal(6, errors.Length);
        Assert.Contains("/forms/Consultation", errors);
    }

    [Fact]
    public void Intake_questions_need_both_languages()
    {
        var document = JsonNode.Parse(PolicyDocuments.Text(PolicyNames.Intake, PolicySet.Default))!;
        document["forms"]!["Repair"]!["questions"]![0]!["text"]!.AsObject().Remove("zh-CN");
        Assert.Equal(["/forms/Repair/questions/0/text"], Errors(PolicyNames.Intake, document.ToJsonString()));
    }

    [Fact]
    public void A_document_without_end_is_refused() =>
        Assert.Equal([""], Errors(PolicyNames.Review, $$"""{"x":"{{new string('x', PolicyDocuments.MaxBytes)}}"}"""));

    private static string[] Errors(string name, string json)
    {
        var failure = Assert.IsType<Failure>(PolicyDocuments.Normalise(name, json).Failure);
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        return [.. failure.Errors.Select(error => error.Pointer)];
    }
}
