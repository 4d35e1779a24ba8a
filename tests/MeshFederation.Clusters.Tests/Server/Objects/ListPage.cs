using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>What is left of a list, as it was at a revision.</summary>
internal sealed record ListPage(long Revision, JsonObject[] Objects);
