using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class HostNotInGateway : Rule
{
    public override string Id => "MF2011";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Gateway that a VirtualService names lets in some host of it.";

    public override string Recommendation => "Add the host to a server of the Gateway, or the Gateway's host to the VirtualService.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/gateways.go (IST0132)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var service in federation.Of(IstioKind.VirtualService))
        {
            foreach (var (index, name) in service.Spec.Texts("gateways"))
            {
                if (name == MeshMatch.MeshGatewayName || !service.Spec.Says("hosts")) continue;
                var gateway = NamedGateways.Find(federation, service, name);
                var ofApi = gateway is null ? NamedGateways.FindOfApi(federation, service, name) : null;
                if (gateway is null ? ofApi is null || AdmitsByListener(ofApi, service) : Admits(federation, gateway, service)) continue;
                report.At(
                    service,
                    service.Spec.List("gateways"),
                    index,
                    $"{gateway ?? ofApi} has no server for {string.Join(", ", service.Spec.Texts("hosts").Select(host => host.Text))}.");
            }
        }
    }

    /// <summary>A listener of a Gateway of the Gateway API without a host name lets in every host.</summary>
    private static bool AdmitsByListener(MeshManifest gateway, MeshManifest service) => gateway.Spec.Maps("listeners").Any(listener =>
        listener.Text("hostname") is not { Length: > 0 } host
        || service.Spec.Texts("hosts").Any(known => HostPattern.Overlap(host, known.Text)));

    private static bool Admits(FederationView federation, MeshManifest gateway, MeshManifest service) =>
        federation.Mesh[service.Cluster] is { } cluster && EntryServer.Of(gateway).Any(
            server => cluster.VirtualServices.HostsOf(service).Any(host => server.Admits(host, service.Namespace)));
}
