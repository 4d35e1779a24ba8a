using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class PoolWrong : ObjectRule
{
    public override string Id => "MF1908";

    public override string Title => "The connection pools of a Sidecar say something that holds.";

    public override string Recommendation => "Correct the value.";

    public override string Source => "pkg/config/validation/validation.go validateConnectionPool";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var (owner, field) in manifest.Spec.Maps("ingress")
            .Select(listener => (listener, "connectionPool"))
            .Prepend((manifest.Spec, "inboundConnectionPool")))
        {
            if (owner.Map(field) is not { } pool) continue;
            if (!pool.Has("tcp") && !pool.Has("http"))
                report.At(manifest, owner, field, "The connection pool says nothing of tcp or http.");
            DestinationRules.ConnectionPools.Check(manifest, pool, report);
        }
    }
}
