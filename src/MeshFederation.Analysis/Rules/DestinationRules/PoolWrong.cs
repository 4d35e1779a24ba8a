using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class PoolWrong : ObjectRule
{
    public override string Id => "MF1210";

    public override string Title => "The limits of a connection pool are not negative, and its times at least 1 ms.";

    public override string Recommendation => "Correct the value.";

    public override string Source => "pkg/config/validation/validation.go validateConnectionPool";

    protected override string Kind => IstioKind.DestinationRule;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var policy in TrafficPolicy.Of(manifest))
        {
            if (policy.Map.Map("connectionPool") is not { } pool) continue;
            ConnectionPools.Check(manifest, pool, report);
        }
    }
}
