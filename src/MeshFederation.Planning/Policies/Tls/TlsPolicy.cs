using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Policies.Tls;

/// <summary>The mesh's own TLS, with the server name that the serving gateway knows.</summary>
internal sealed class TlsPolicy : DestinationPolicy
{
    public override string Field => "tls";

    public override UnstructuredMap Of(CalledHost host, MeshPort port) =>
        UnstructuredMap.Of(("mode", "ISTIO_MUTUAL"), ("sni", host.ServerName(port)));
}
