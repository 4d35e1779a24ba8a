using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;

namespace MeshFederation.Model.Errors;

/// <summary>Errors about ports.</summary>
public static class PortErrors
{
    private const string Forms = "Write a port as http:9080, 9080, grpc:9090 or tcp-db:5432/TCP.";

    /// <summary>Requires a port number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="target">What was typed.</param>
    /// <returns>The number.</returns>
    /// <exception cref="MeshException">The number is not between 1 and 65535.</exception>
    public static int RequireNumber(long number, object target) => PortRange.Has(number)
        ? (int)number
        : throw new MeshException(
            MeshErrorId.PortOutOfRange,
            MeshErrorKind.InvalidArgument,
            $"{number}"
            + (target is string text && text.Any(c => !char.IsAsciiDigit(c) && c != '-') ? $" in '{target}'" : "")
            + " is not a port number: it must be from 1 to 65535.",
            "Give a number from 1 to 65535.",
            target);

    /// <summary>The error for a text or object that is no port.</summary>
    /// <param name="target">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(object? target, string why) => new(
        MeshErrorId.PortInvalid, MeshErrorKind.InvalidArgument, $"'{target}' cannot be read as a port: {why}.", Forms, target);

    /// <summary>The error for a name that a port cannot have.</summary>
    /// <param name="name">The name.</param>
    /// <param name="target">What was typed.</param>
    /// <returns>The error.</returns>
    public static MeshException Name(string name, object? target) =>
        Invalid(target, $"the name '{name}' is no DNS label, which has lower-case letters, digits and inner hyphens only");

    /// <summary>The error for a protocol that cannot be federated.</summary>
    /// <param name="protocol">The protocol that was typed.</param>
    /// <param name="target">The port it was typed for.</param>
    /// <returns>The error.</returns>
    public static MeshException Protocol(string protocol, object target)
    {
        var udp = string.Equals(protocol, "UDP", StringComparison.OrdinalIgnoreCase);
        var known = string.Join(", ", ProtocolNames.Declarable.Select(ProtocolNames.ToIstioName));
        return new(
            MeshErrorId.PortProtocolInvalid,
            MeshErrorKind.InvalidArgument,
            udp
                ? $"The port '{target}' is UDP, which an Istio gateway cannot pass to another cluster."
                : $"'{protocol}' in the port '{target}' is not a protocol of Istio.",
            udp ? "Leave the UDP port out." : $"Use one of {known}, or none: proxies then find out from the first bytes.",
            target);
    }

    /// <summary>The error for two ports of a service with one name or number.</summary>
    /// <param name="service">The service.</param>
    /// <param name="first">The one port.</param>
    /// <param name="second">The other.</param>
    /// <returns>The error.</returns>
    public static MeshException Duplicate(string service, MeshPort first, MeshPort second) => new(
        MeshErrorId.PortDuplicate,
        MeshErrorKind.InvalidArgument,
        $"The ports {first} and {second} of the service '{service}' have the same {(first.Number == second.Number ? "number" : "name")}.",
        "Give every port of a service a name and a number of its own.",
        second);

    /// <summary>The error for ports of a service that have one number in a cluster.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="number">The number.</param>
    /// <param name="ports">The ports.</param>
    /// <returns>The error.</returns>
    public static MeshException Duplicate(string service, string cluster, int number, ValueList<MeshPort> ports) => new(
        MeshErrorId.PortDuplicate,
        MeshErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"The ports {string.Join(" and ", ports.Select(port => port.Name))} of the service "
            + $"'{service}' have the same number {number} in the cluster '{cluster}'."),
        "Give each a number of its own there: -ClusterPort names those that differ, all others have the number of -Port.",
        number);
}
