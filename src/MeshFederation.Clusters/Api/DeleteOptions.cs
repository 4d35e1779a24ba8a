namespace MeshFederation.Clusters.Api;

/// <summary>How an object is deleted.</summary>
/// <param name="DryRun">Whether the server only says whether it would.</param>
/// <param name="Uid">The uid that the object must have, so that one made anew meanwhile is left alone.</param>
/// <param name="ResourceVersion">The resource version that the object must have, so that one changed meanwhile is left alone.</param>
public sealed record DeleteOptions(bool DryRun = false, string? Uid = null, string? ResourceVersion = null);
