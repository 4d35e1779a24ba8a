using System.Globalization;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Istio.Ports;

/// <summary>A port of a Kubernetes Service, and where it leads.</summary>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Number">Its number.</param>
/// <param name="NodePort">The port on every node; null when there is none.</param>
/// <param name="Target">The port of the pods that it leads to: a number, or the name of a container's port.</param>
public sealed record ServicePort(string Name, int Number, int? NodePort, string Target)
{
    /// <summary>The number of the port of the pods; null when it is named.</summary>
    public int? TargetNumber => int.TryParse(Target, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// The ports by which Gateways may name what listens behind it: the Service's, and the pods' (istio pilot/pkg/model/gateway.go
    /// resolvePorts).
    /// </summary>
    public IReadOnlyList<int> Listening => TargetNumber is { } target && target != Number ? [Number, target] : [Number];

    /// <summary>Reads it. Without a target it leads to the same number.</summary>
    /// <param name="port">The port as the Service writes it.</param>
    /// <returns>The port.</returns>
    public static ServicePort Read(UnstructuredMap port)
    {
        var number = Valid(port, "port") ?? 0;
        var target = port.Text("targetPort") is { Length: > 0 } name
            ? name
            : (Valid(port, "targetPort") ?? number).ToString(CultureInfo.InvariantCulture);
        return new(port.Text("name") ?? "", number, Valid(port, "nodePort"), target);
    }

    /// <summary>The ports of a Service at which connections are taken: one number may be for UDP, too, as with HTTP/3.</summary>
    /// <param name="service">The Service.</param>
    /// <returns>The ports.</returns>
    public static IEnumerable<ServicePort> Of(UnstructuredMap service) => (service.Map("spec") ?? UnstructuredMap.Empty).Maps("ports")
        .Where(static port => port.Text("protocol") is not (TransportProtocol.Udp or TransportProtocol.Sctp)).Select(Read);

    /// <summary>The name and number, as <c>tls 15443</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{(Name.Length == 0 ? "" : Name + " ")}{Number}");

    private static int? Valid(UnstructuredMap port, string key) =>
        port.Number(key) is { } number && PortRange.Has(number) ? (int)number : null;
}
