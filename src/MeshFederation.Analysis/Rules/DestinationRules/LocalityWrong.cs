using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class LocalityWrong : PolicyRule
{
    public override string Id => "MF1212";

    public override string Title =>
        "Locality load balancing distributes or fails over, its weights of a locality total 100, and failover is between two regions.";

    public override string Recommendation =>
        "Remove distribute or failover; name regions without zones and wildcards, and let the weights of each 'to' total 100.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateLocalityLbSetting";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("loadBalancer")?.Map(MeshConfigWords.Localities) is not { } locality) return;
        if (locality.Says(LocalitySettings.Shares) && locality.Says(LocalitySettings.Next))
            report.At(manifest, locality, LocalitySettings.Next, "distribute and failover exclude each other.");
        if (locality.Says(LocalitySettings.Next)
            && locality.Texts(MeshConfigWords.LabelPriority)
                .FirstOrDefault(label => IstiodLabels.Localities.Contains(label.Text, StringComparer.Ordinal)) is { Text: { } label })
        {
            report.At(manifest, locality, MeshConfigWords.LabelPriority, $"failover and a priority by {label} exclude each other.");
        }

        foreach (var distribute in locality.Maps(LocalitySettings.Shares)) CheckWeights(manifest, distribute, report);
        foreach (var failover in locality.Maps(LocalitySettings.Next)) CheckFailover(manifest, failover, report);
    }

    private static void CheckWeights(MeshManifest manifest, UnstructuredMap distribute, Report report)
    {
        if (distribute.Map("to") is not { } to) return;
        var total = 0L;
        for (var i = 0; i < to.Count; i++)
        {
            if (to.EntryAt(i) is not (var region, long weight)) continue;
            if (weight is < 1 or > 100)
                report.At(manifest, to, region, FormattableString.Invariant($"{weight} is no weight from 1 to 100."));
            total = weight > 100 ? total : total + weight;
        }

        if (total != 100) report.At(manifest, distribute, "to", FormattableString.Invariant($"The weights total {total}, not 100."));
    }

    private static void CheckFailover(MeshManifest manifest, UnstructuredMap failover, Report report)
    {
        if (failover.Text("from") == failover.Text("to")) report.At(manifest, failover, "to", "It fails over to where it comes from.");
        foreach (var field in (string[])["from", "to"])
        {
            if (failover.Text(field)?.AsSpan().IndexOfAny('/', '*') >= 0)
                report.At(manifest, failover, field, $"'{failover.Text(field)}' is no region.");
        }
    }
}
