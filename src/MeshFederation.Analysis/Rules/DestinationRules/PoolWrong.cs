using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class PoolWrong : PolicyRule
{
    public override string Id => "MF1210";

    public override string Title => "The limits of a connection pool are not negative, and its times at least 1 ms.";

    public override string Recommendation => "Correct the value.";

    public override string Source => "pkg/config/validation/validation.go validateConnectionPool";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("connectionPool") is not { } pool) return;
        ConnectionPools.Check(manifest, pool, report);
    }
}
