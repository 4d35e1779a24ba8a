using System.Globalization;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Ports;

namespace MeshFederation.Istio.Ports;

/// <summary>Reads the short form of a port: <c>[name:]number[/protocol]</c>.</summary>
public static class PortSyntax
{
    /// <summary>Reads a port.</summary>
    /// <param name="text">The text, as <c>http:9080</c> or <c>tcp-db:5432/TCP</c>.</param>
    /// <returns>
    /// The port; without a name it is called after its protocol and number, as <c>http-9080</c>, or <c>port-9080</c>, which declares none.
    /// </returns>
    /// <exception cref="MeshException">The text is no port.</exception>
    public static MeshPort Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        var (body, protocol) = slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
        var colon = body.LastIndexOf(':');
        var name = colon < 0 ? null : body[..colon];
        if (!long.TryParse(body.AsSpan(colon + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw PortErrors.Invalid(text, $"'{body[(colon + 1)..]}' is not a whole number");
        return Create(name, PortErrors.RequireNumber(number, text), protocol, text);
    }

    /// <summary>Makes a port of its parts.</summary>
    /// <param name="name">The name, or null for one made of protocol and number.</param>
    /// <param name="number">The number.</param>
    /// <param name="protocol">The protocol's name, or null to read it from the port's name and number as Istio does.</param>
    /// <param name="target">What was typed, for errors.</param>
    /// <returns>The port.</returns>
    /// <exception cref="MeshException">The parts make no port.</exception>
    public static MeshPort Create(string? name, int number, string? protocol, object target)
    {
        var kind = protocol is null
            ? PortProtocol.OfService(number, name ?? "", transport: null, appProtocol: null)
            : ProtocolNames.Parse(protocol) ?? throw PortErrors.Protocol(protocol, target);
        return Create(name, number, kind, target);
    }

    /// <summary>Makes a port of its parts.</summary>
    /// <param name="name">The name, or null for one made of protocol and number.</param>
    /// <param name="number">The number.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="target">What was typed, for errors.</param>
    /// <returns>The port.</returns>
    /// <exception cref="MeshException">The parts make no port.</exception>
    public static MeshPort Create(string? name, int number, IstioProtocol protocol, object target)
    {
        if (!ProtocolNames.IsFederable(protocol)) throw PortErrors.Protocol(protocol.ToIstioName(), target);
        var word = protocol == IstioProtocol.Undeclared ? "port" : protocol.ToIstioName().ToLowerInvariant();
        name ??= string.Create(CultureInfo.InvariantCulture, $"{word}-{number}");
        return DnsName.IsLabel(name) ? new(name, number, protocol) : throw PortErrors.Name(name, target);
    }
}
