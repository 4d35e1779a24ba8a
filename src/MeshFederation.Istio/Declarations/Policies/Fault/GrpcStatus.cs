using System.Collections.Immutable;

namespace MeshFederation.Istio.Declarations.Policies.Fault;

/// <summary>The statuses of gRPC by their names (istio pkg/util/grpc/codes.go SupportedGRPCStatus).</summary>
public static class GrpcStatus
{
    /// <summary>The names.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ];
}
