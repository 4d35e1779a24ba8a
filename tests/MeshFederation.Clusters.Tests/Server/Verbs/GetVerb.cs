using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>GET of one object.</summary>
internal static class GetVerb
{
    public static ApiAnswer Run(ResourceCall call) => ApiAnswer.Of(call.Served(call.Live));
}
