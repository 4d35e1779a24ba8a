using MeshFederation.Analysis.Faults;

namespace MeshFederation.Tests.Rules;

/// <summary>Every fault is said once, and says all of it.</summary>
public sealed class FaultCatalogTests
{
    public static TheoryData<string> Ids => [.. FaultCatalog.All.Select(fault => fault.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fault_says_what_must_hold_what_to_do_and_where_Istio_decides_it(string id)
    {
        var fault = FaultCatalog.Find(id)!;
        Assert.EndsWith(".", fault.Title, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Recommendation, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Source);
    }

    [Fact]
    public void No_two_faults_ask_for_the_same_thing()
    {
        Assert.Empty(FaultCatalog.All.GroupBy(fault => fault.Title, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key));
        Assert.Empty(
            FaultCatalog.All.GroupBy(fault => fault.Id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }
}
