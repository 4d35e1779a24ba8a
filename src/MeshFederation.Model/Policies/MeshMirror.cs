using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Policies;

/// <summary>Where copies of requests go, whose answers nobody waits for (istio networking/v1 HTTPRoute.mirror, mirrors).</summary>
/// <param name="Destination">The clusters and pods that get copies, at least one.</param>
/// <param name="Percent">The part of the requests of which each gets a copy, in percent: 0 to 100.</param>
public sealed record MeshMirror(ValueList<MeshFallback> Destination, double Percent) : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "mirror";

    /// <summary>The clusters and pods that get copies.</summary>
    public ValueList<MeshFallback> Destination { get; internal init; } = Destination;

    /// <summary>The part of the requests.</summary>
    public double Percent { get; internal init; } = Percent;

    /// <inheritdoc />
    public override string Value => $"{Percent.ToString(CultureInfo.InvariantCulture)}% to {Destination}";
}
