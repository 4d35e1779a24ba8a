using MeshFederation.Analysis.Rules;

namespace MeshFederation.Tests.Rules;

/// <summary>Every rule fires where it must and nowhere else.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Cases => [.. RuleCases.All.Select(item => item.ToString())];

    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(rule => rule.Finds.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_does_to_a_case_what_its_file_says(string name)
    {
        var item = RuleCases.All.Single(item => item.ToString() == name);
        var findings = RuleCatalog.Find(item.Rule)!.Evaluate(item.View()).ToList();
        Assert.Equal(item.Fires, findings.Count > 0);
        if (item.At is not null) Assert.Equal(item.At, findings[0].Field);
        if (item.Target is not null) Assert.Equal(item.Target, findings[0].Target);
        if (item.Count is not null) Assert.Equal(item.Count, Assert.Single(findings).Count);
        if (item.Says is not null) Assert.Contains(item.Says, findings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_cases_of_both_sorts(string id)
    {
        Assert.Contains(RuleCases.All, item => item.Rule == id && item.Fires);
        Assert.Contains(RuleCases.All, item => item.Rule == id && !item.Fires);
    }

    [Fact]
    public void Every_file_of_cases_is_one_of_a_rule() =>
        Assert.Empty(RuleCases.Files.Select(path => Path.GetFileNameWithoutExtension(path))
            .Except(RuleCatalog.All.Select(rule => rule.Finds.Id), StringComparer.Ordinal));

    [Fact]
    public void Ids_are_unique_and_in_order() =>
        Assert.Equal(
            Ids.Select(id => (string)id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), Ids.Select(id => (string)id));
}
