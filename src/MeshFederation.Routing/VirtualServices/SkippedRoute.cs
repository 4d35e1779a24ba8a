using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>A route that was looked at before the one that decides, and why it did not match.</summary>
/// <param name="VirtualService">The VirtualService.</param>
/// <param name="Field">The route, as <c>http[0].match[1]</c>.</param>
/// <param name="Why">The condition that fails.</param>
public sealed record SkippedRoute(MeshManifest VirtualService, string Field, string Why);
