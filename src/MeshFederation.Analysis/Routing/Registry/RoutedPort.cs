using System.Globalization;

namespace MeshFederation.Analysis.Routing.Registry;

/// <summary>A port of a service, as Istio's registry has it.</summary>
/// <param name="Number">The number that is called.</param>
/// <param name="Name">The name, empty when it has none.</param>
/// <param name="Protocol">The protocol as declared; empty when it is not.</param>
/// <param name="Traffic">How its traffic is treated.</param>
public sealed record RoutedPort(int Number, string Name, string Protocol, PortTraffic Traffic)
{
    /// <summary>The number, or name, of the port of the pods; null when it is the same number.</summary>
    public string? Target { get; init; }

    /// <summary>The number of <see cref="Target"/>; null when it is a name, or none is given.</summary>
    public int? TargetNumber => int.TryParse(Target, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The port as <c>http:9080/HTTP</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{(Name.Length == 0 ? "" : Name + ":")}{Number}{(Protocol.Length == 0 ? "" : "/" + Protocol)}");
}
