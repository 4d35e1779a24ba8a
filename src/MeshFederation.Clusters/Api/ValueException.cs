using System.Text.Json;

namespace MeshFederation.Clusters.Api;

/// <summary>JSON that is sound and holds a value that no Kubernetes object can have.</summary>
internal sealed class ValueException(string cause) : JsonException(cause);
