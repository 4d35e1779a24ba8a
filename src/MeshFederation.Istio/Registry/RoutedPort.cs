using System.Globalization;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Ports;

namespace MeshFederation.Istio.Registry;

/// <summary>A port of a service, as Istio's registry has it.</summary>
/// <param name="Number">The number that is called.</param>
/// <param name="Name">The name, empty when it has none.</param>
/// <param name="Protocol">What Istio takes it for; null when nothing is known of the port.</param>
public sealed record RoutedPort(int Number, string Name, IstioProtocol? Protocol)
{
    /// <summary>How its traffic is treated.</summary>
    public PortTraffic Traffic => Protocol switch
    {
        null => PortTraffic.Unknown,
        IstioProtocol.Undeclared => PortTraffic.Sniffed,
        IstioProtocol.UDP => PortTraffic.Udp,
        { } protocol when protocol.IsRoutedBy(RouteKind.Http) => PortTraffic.Http,
        { } protocol when protocol.IsRoutedBy(RouteKind.Tls) => PortTraffic.Tls,
        _ => PortTraffic.Tcp,
    };

    /// <summary>Whether proxies carry what is called there: all but UDP.</summary>
    public bool IsCarried => Protocol != IstioProtocol.UDP;

    /// <summary>
    /// Ports of which each number is carried once: of several the first is called. No API server takes two (kubernetes
    /// pkg/apis/core/validation ValidateService; istio pkg/config/validation ValidateServiceEntry).
    /// </summary>
    internal static RoutedPort[] Once(IEnumerable<RoutedPort?> ports)
    {
        var once = new List<RoutedPort>(2);
        foreach (var port in ports)
        {
            if (port is not null && !once.Exists(other => (other.Number, other.IsCarried) == (port.Number, port.IsCarried))) once.Add(port);
        }

        return [.. once];
    }

    /// <summary>The number, or name, of the port of the pods; null when it is the same number.</summary>
    public string? Target { get; init; }

    /// <summary>The number of <see cref="Target"/>; null when it is a name, or none is given.</summary>
    public int? TargetNumber => int.TryParse(Target, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The port as <c>http:9080/HTTP</c>, or <c>web:8081</c> where no protocol is declared.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Name.Length == 0 ? "" : Name + ":")}{Number}"
            + $"{(Protocol is null or IstioProtocol.Undeclared ? "" : "/" + Protocol.Value.ToIstioName())}");
}
