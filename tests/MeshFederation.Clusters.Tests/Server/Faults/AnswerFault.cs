using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>Another answer comes, and nothing is done.</summary>
internal sealed class AnswerFault(ApiAnswer answer) : Fault
{
    internal override Task RunAsync(FaultedRequest request) => AnswerWriter.WriteAsync(request.Http, answer);
}
