using System.Globalization;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Clusters.Services;

/// <summary>The ports of a Service that federation can carry: those over TCP.</summary>
internal static class ServicePorts
{
    public static ValueList<MeshPort> Read(ObjectFields fields, Action<string> warn)
    {
        var ports = new List<MeshPort>();
        foreach (var port in fields.Maps(fields.Spec, "ports"))
        {
            if (Read(fields, port, warn) is not { } read) continue;
            if (ports.Find(known => known.Name == read.Name || known.Number == read.Number) is { } twin)
                throw fields.Invalid($"its ports {twin} and {read} have one name or number");
            ports.Add(read);
        }

        return ports.ToValueList();
    }

    private static MeshPort? Read(ObjectFields fields, UnstructuredMap port, Action<string> warn)
    {
        var number = Number(fields, port);
        var (name, transport) = (fields.Text(port, "name"), Transport(fields, port));
        var protocol = PortProtocol.OfService(number, name ?? "", transport, fields.Text(port, "appProtocol"));
        if (transport is not TransportProtocol.Sctp && ProtocolNames.IsFederable(protocol)) return Create(fields, name, number, protocol);
        var title = name is null ? "" : $" ({name})";
        warn(string.Create(
            CultureInfo.InvariantCulture,
            $"{fields.Document.Place}: The port {number}{title} of the {fields.Title} is left out: an Istio gateway cannot "
                + $"pass {(transport is TransportProtocol.Sctp ? transport : protocol.ToIstioName())} to another cluster."));
        return null;
    }

    private static string Transport(ObjectFields fields, UnstructuredMap port) => fields.Text(port, "protocol") switch
    {
        null => TransportProtocol.Tcp,
        (TransportProtocol.Tcp or TransportProtocol.Udp or TransportProtocol.Sctp) and var known => known,
        var other => throw fields.Invalid($"the protocol '{other}' of a port is not TCP, UDP or SCTP"),
    };

    private static MeshPort Create(ObjectFields fields, string? name, int number, IstioProtocol protocol)
    {
        try
        {
            return PortSyntax.Create(name, number, protocol, name ?? "");
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.PortInvalid)
        {
            throw fields.Invalid($"the name '{name}' of its port is no DNS label");
        }
    }

    private static int Number(ObjectFields fields, UnstructuredMap port) => port.Number("port") is { } number && PortRange.Has(number)
        ? (int)number
        : throw fields.Invalid(port.TryGetValue("port", out var value)
            ? $"its port '{value}' is not a number from 1 to 65535"
            : "one of its ports has no number");
}
