using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class PortUnnamed : Rule
{
    public override string Id => "MF2029";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "The ports of Services say their protocol.";

    public override string Recommendation =>
        "Set appProtocol, or begin the port's name with its protocol, as http-reviews or grpc; otherwise proxies look at the first bytes, "
        + "which never come where the server speaks first, and do not know HTTP/2 before.";

    public override string Source => "pkg/config/analysis/analyzers/service/portname.go (IST0118, IST0150)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var view in federation.Views)
        {
            foreach (var service in view.Of(IstioKind.Service).Where(service => !IsSpared(service, view.Cluster.IstioNamespace)))
            {
                var isExternal = ServiceTypes.IsAlias(service.Spec.Text("type"));
                foreach (var port in service.Spec.Maps("ports"))
                {
                    if (port.Number("port") is not { } number || !IstioText.IsPort(number)) continue;
                    var name = port.Text("name") ?? "";
                    var protocol = PortProtocol.OfService((int)number, port);
                    if (protocol == IstioProtocol.Undeclared)
                    {
                        report.At(
                            service,
                            port,
                            "name",
                            FormattableString.Invariant(
                                $"Port {number} {(name.Length == 0 ? "has no name" : $"is named '{name}'")}, which says no protocol."),
                            new Cause(service));
                    }
                    else if (isExternal && name == "tcp")
                    {
                        report.At(service, port, "name", "A TCP port of an ExternalName Service catches what goes to the port anywhere.");
                    }
                }
            }
        }
    }

    /// <summary>The control plane's own, Kubernetes' own, and those that a Gateway of the Gateway API made.</summary>
    private static bool IsSpared(MeshManifest service, string istioNamespace) =>
        service.Namespace == istioNamespace
        || service.Namespace.StartsWith("kube-", StringComparison.Ordinal)
        || service is { Namespace: ContextNamespace.Usual, Name: "kubernetes" }
        || service.Labels().ContainsKey(GatewayApi.ManagedLabel)
        || service.Labels().ContainsKey(MeshGateway.UsualLabel);
}
