
namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class WorkloadSelectorWrong : Rule
{
    public override string Id => "MF1004";

    public override string Title => "The labels of a selector have keys, and no wildcards.";

    public override string Recommendation => "Name the labels of the pods exactly; leave the selector out to mean all.";

    public override string Source => "pkg/config/validation/validation.go ValidateAlphaWorkloadSelector, validateWorkloadSelector";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (manifest, labels) in WorkloadSelectors.Of(federation))
        {
            for (var i = 0; i < labels.Count; i++)
            {
                if (labels.EntryAt(i) is (var key, string value) && Fault(key, value) is { } fault) report.At(manifest, labels, key, fault);
            }
        }
    }

    private static string? Fault(string key, string value)
    {
        if (key.Length == 0) return "A label has an empty key.";
        return key.Contains('*', StringComparison.Ordinal) || value.Contains('*', StringComparison.Ordinal)
            ? $"'{key}: {value}' has a wildcard, which is taken as an asterisk."
            : null;
    }
}
