using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;

namespace MeshFederation.Model.Ports;

/// <summary>A port of a service, as its callers see it.</summary>
public sealed record MeshPort
{
    /// <summary>Makes a port.</summary>
    /// <param name="name">The port's name, a DNS label.</param>
    /// <param name="number">The number of the Kubernetes Service's port, 1 to 65535.</param>
    /// <param name="protocol">The protocol.</param>
    /// <exception cref="MeshException">The name is no label, the number is out of range, or no gateway passes the protocol on.</exception>
    public MeshPort(string name, int number, IstioProtocol protocol)
    {
        if (!DnsName.IsLabel(name)) throw PortErrors.Name(name, name);
        if (!ProtocolNames.IsFederable(protocol)) throw PortErrors.Protocol(protocol.ToIstioName(), name);
        (Name, Number, Protocol) = (name, PortErrors.RequireNumber(number, name), protocol);
    }

    /// <summary>The port's name.</summary>
    public string Name { get; }

    /// <summary>The number that callers use.</summary>
    public int Number { get; }

    /// <summary>What Istio takes the port for.</summary>
    public IstioProtocol Protocol { get; }

    /// <summary>The port as it can be typed: <c>http:9080/HTTP</c>, or <c>web:8081</c> where no protocol is declared.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}:{Number}{(Protocol == IstioProtocol.Undeclared ? "" : "/" + Protocol.ToIstioName())}");
}
