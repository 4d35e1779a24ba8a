using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class OperationIgnored : ObjectRule
{
    public override string Id => "MF1504";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The operation of a patch is one that Envoy's object takes.";

    public override string Recommendation =>
        "Use MERGE for ROUTE_CONFIGURATION and HTTP_ROUTE; REPLACE is for NETWORK_FILTER, HTTP_FILTER and VIRTUAL_HOST only.";

    public override string Source => "pkg/config/analysis/analyzers/envoyfilter/envoyfilter.go (IST0152, IST0153, IST0154)";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var patch in manifest.Spec.Maps(EnvoyPatch.Field))
        {
            if (patch.Map("patch") is not { } change) continue;
            var (applyTo, operation) = (patch.Text("applyTo"), change.Text("operation"));
            var ignored = operation switch
            {
                EnvoyPatch.Add or EnvoyPatch.Remove => applyTo is EnvoyPatch.RouteConfiguration or EnvoyPatch.HttpRoute,
                EnvoyPatch.Replace => applyTo is not (EnvoyPatch.NetworkFilter or EnvoyPatch.HttpFilter or EnvoyPatch.VirtualHost),
                _ => false,
            };
            if (ignored) report.At(manifest, change, "operation", $"The operation {operation} does nothing for {applyTo}.");
        }
    }
}
