using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Policies.Tls;

/// <summary>The mesh's own TLS, with the server name that the serving gateway knows.</summary>
internal sealed class TlsPolicy : DestinationPolicy
{
    public override string Field => "tls";

    /// <summary>
    /// Where sidecars do not speak the mesh's TLS by themselves, it is a DestinationRule that asks for it, and ours takes the place of a
    /// wider one that does, such as the <c>*.local</c> of Istio 1.4 (istio install/kubernetes/helm/istio/charts/security at 1.4.0). Where
    /// they do, they tell pods without a sidecar apart by themselves.
    /// </summary>
    public override UnstructuredMap? Of(CalledHost host, MeshPort port) => host is LocalHost && host.Client.UsesAutoMtls()
        ? null
        : UnstructuredMap.Of(("mode", TlsModes.IstioMutual), ("sni", host.ServerName(port)));
}
