using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class PolicyPortWrong : PolicyRule
{
    public override string Id => "MF1206";

    public override string Title => "A policy of portLevelSettings names its port by a number from 1 to 65535.";

    public override string Recommendation => "Write port: {number: 9080}.";

    public override string Source => "pkg/config/validation/validation.go validatePortTrafficPolicy";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (!policy.IsOfPort) return;
        var port = policy.Map.Map("port");
        if (port is null) report.At(manifest, policy.Map, "port", "It does not say for which port it holds.");
        else if (port.Number("number") is not { } number)
            report.At(manifest, port, "number", "It does not say the number of its port.");
        else if (!IstioText.IsPort(number))
            report.At(manifest, port, "number", FormattableString.Invariant($"{number} cannot be the number of a port."));
    }
}
