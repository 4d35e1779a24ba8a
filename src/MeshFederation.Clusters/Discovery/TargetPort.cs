using System.Globalization;
using MeshFederation.Istio.Ports;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Where a port of a gateway's Service leads: the port at which the pods listen, and which the Gateway's server must name.
/// </summary>
internal sealed record TargetPort(GatewayService Service, GatewayPods Pods, int Usual, Action<string> Warn)
{
    /// <summary>
    /// Takes a Service's port out of the translation of ports (istio pilot/pkg/model/gateway.go DisableGatewayPortTranslationLabel).
    /// </summary>
    private const string NoTranslation = "experimental.istio.io/disable-gateway-port-translation";

    /// <summary>Finds it. What cannot be found is said, for Istio's usual port is taken then.</summary>
    /// <param name="port">The port of the Service; null when it is not known which leads to the gateway.</param>
    /// <returns>The number, or null.</returns>
    public int? Of(ServicePort? port)
    {
        if (port is null) return Unknown($"No port of the {Service.Title} leads to it that is known");
        if (NumberOn(port) is not { } target)
        {
            return Unknown(
                $"The port {port} of the {Service.Title} leads to the port '{port.Target}' of pods, and none of them tells its number");
        }

        WarnOfTranslation(target);
        return target;
    }

    /// <summary>The number of the port of the pods, whose containers name their ports; null when no pod tells it.</summary>
    private int? NumberOn(ServicePort port) =>
        port.TargetNumber ?? (Pods.Port.TryGetValue(port.Target, out var named) ? named : null);

    private int? Unknown(string why)
    {
        var usual = Usual.ToString(CultureInfo.InvariantCulture);
        Warn($"{why}, so it is taken to listen on {usual}. Say another with -GatewayTargetPort.");
        return null;
    }

    /// <summary>
    /// Where a server names a port of the Service, istiod takes the pods' port that this one leads to (istio pilot/pkg/model/gateway.go
    /// resolvePorts).
    /// </summary>
    private void WarnOfTranslation(int target)
    {
        if (Service.Content.Label(NoTranslation) is not null) return;
        if (Service.Port.FirstOrDefault(port => port.Number == target) is not { } twin) return;
        if (NumberOn(twin) is not { } other || other == target) return;
        var (mine, theirs) = (target.ToString(CultureInfo.InvariantCulture), other.ToString(CultureInfo.InvariantCulture));
        Warn($"Its gateway listens on {mine}, and the {Service.Title} has a port {mine} that leads to {theirs}: istiod takes a server on "
            + $"{mine} for one on {theirs}. Label the Service {NoTranslation}=true, or give one of the ports another number.");
    }
}
