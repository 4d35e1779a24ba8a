using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

/// <summary>The selectors by which objects choose workloads.</summary>
internal static class WorkloadSelectors
{
    private static readonly (string Kind, string Selector, string Labels)[] Fields =
    [
        (IstioKind.ServiceEntry, "workloadSelector", "labels"),
        (IstioKind.EnvoyFilter, "workloadSelector", "labels"),
        (IstioKind.Sidecar, "workloadSelector", "labels"),
        (IstioKind.DestinationRule, "workloadSelector", "matchLabels"),
        (IstioKind.AuthorizationPolicy, "selector", "matchLabels"),
        (IstioKind.PeerAuthentication, "selector", "matchLabels"),
        (IstioKind.RequestAuthentication, "selector", "matchLabels"),
    ];

    /// <summary>The objects that have a selector, with its labels; no labels where it names none.</summary>
    public static IEnumerable<(MeshManifest Manifest, UnstructuredMap Labels)> Of(FederationView federation)
    {
        foreach (var (kind, selector, labels) in Fields)
        {
            foreach (var manifest in federation.Of(kind))
            {
                if (manifest.Spec.Map(selector) is { } map) yield return (manifest, map.Map(labels) ?? UnstructuredMap.Empty);
            }
        }
    }
}
