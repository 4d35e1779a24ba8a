using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules;

/// <summary>The base of rules that look at each object of a kind by itself.</summary>
internal abstract class ObjectRule : Rule
{
    /// <summary>The kind, of <see cref="IstioKind"/>.</summary>
    protected abstract string Kind { get; }

    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report)
    {
        ClusterView? cluster = null;
        foreach (var manifest in federation.AllOf(Kind))
        {
            if (cluster?.Cluster.Name != manifest.Cluster) cluster = federation.In(manifest.Cluster);
            Check(manifest, cluster, report);
        }
    }

    /// <summary>Looks at one object.</summary>
    protected abstract void Check(MeshManifest manifest, ClusterView cluster, Report report);
}
