using MeshFederation.Analysis.Rules.AuthorizationPolicies;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.PeerAuthentications;

internal sealed class PortWrong : ObjectRule
{
    public override string Id => "MF1802";

    public override string Title => "The ports of portLevelMtls are numbers of the pods' ports, from 1 to 65535.";

    public override string Recommendation => "Name the port by the number on which the pods listen, not by the Service's port or its name.";

    public override string Source => "pkg/config/validation/validation.go ValidatePeerAuthentication";

    protected override string Kind => IstioKind.PeerAuthentication;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var port in manifest.Spec.Map("portLevelMtls")?.Keys ?? [])
        {
            if (!PolicyRules.IsPort(port) || port == "0")
                report.At(manifest, manifest.Spec.Map("portLevelMtls")!, port, $"'{port}' is no port.");
        }
    }
}
