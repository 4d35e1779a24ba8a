using MeshFederation.Analysis.Rules.DestinationRules;
using MeshFederation.Istio.Endpoints;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class TlsAgainstPeers : Rule
{
    public override string Id => "MF2021";

    public override string Title => "What a DestinationRule says of TLS is what the PeerAuthentication of its Service takes.";

    public override string Recommendation => "Remove trafficPolicy.tls: Istio finds out by itself which Services of the mesh take its TLS.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pilot/pkg/security/authn/policy_applier.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All)
            {
                if (cluster.Services.Named(cluster.DestinationRules.HostOf(rule)).FirstOrDefault(service => service.IsKubernetes) is not { } service) continue;
                var peers = cluster.MutualTls.ModeOf(service.Namespace);
                foreach (var policy in TrafficPolicy.Of(rule))
                {
                    if (policy.Map.Map("tls") is not { } tls) continue;
                    var mode = tls.Text("mode") ?? "DISABLE";
                    if (peers == MutualTlsMode.Strict && mode != "ISTIO_MUTUAL") report.At(rule, tls, "mode", $"The namespace {service.Namespace} takes the mesh's TLS only, so connections with mode {mode} are refused.", new Cause((rule, service.Namespace)));
                    else if (peers == MutualTlsMode.Disable && mode == "ISTIO_MUTUAL") report.At(rule, tls, "mode", $"The namespace {service.Namespace} takes plain text only, so connections with mode {mode} are refused.", new Cause((rule, service.Namespace)));
                }
            }
        }
    }
}
