using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>A change of an object: what was there, what is there; one of them may be null.</summary>
internal sealed record ObjectChange(long Revision, ObjectKey Key, JsonObject? Before, JsonObject? After);
