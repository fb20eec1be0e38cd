import type { Service } from "#cloud/core/service.ts";
import {
  createEndpointConfig,
  deleteEndpointConfig,
  describeEndpointConfig,
  listEndpointConfigs,
} from "./hosting/endpoint-config-operations.ts";
import { deploy, remove, reweigh } from "./hosting/endpoint-events.ts";
import {
  createEndpoint,
  deleteEndpoint,
  describeEndpoint,
  listEndpoints,
  updateEndpoint,
  updateEndpointWeightsAndCapacities,
} from "./hosting/endpoint-operations.ts";
import { createModel, deleteModel, describeModel, listModels } from "./hosting/model-operations.ts";
import { permissions } from "./permissions.ts";
import { addTags, deleteTags, listTags } from "./tags/tag-operations.ts";
import { createTrainingJob } from "./training/create-training-job.ts";
import { complete, download, run, runOut, stopped, upload } from "./training/training-events.ts";
import {
  deleteTrainingJob,
  describeTrainingJob,
  listTrainingJobs,
  stopTrainingJob,
} from "./training/training-operations.ts";

export const sagemaker: Service = {
  name: "sagemaker",
  scope: "regional",
  permissions,
  operations: {
    AddTags: addTags,
    DeleteTags: deleteTags,
    ListTags: listTags,
    CreateTrainingJob: createTrainingJob,
    DescribeTrainingJob: describeTrainingJob,
    ListTrainingJobs: listTrainingJobs,
    StopTrainingJob: stopTrainingJob,
    DeleteTrainingJob: deleteTrainingJob,
    CreateModel: createModel,
    DescribeModel: describeModel,
    ListModels: listModels,
    DeleteModel: deleteModel,
    CreateEndpointConfig: createEndpointConfig,
    DescribeEndpointConfig: describeEndpointConfig,
    ListEndpointConfigs: listEndpointConfigs,
    DeleteEndpointConfig: deleteEndpointConfig,
    CreateEndpoint: createEndpoint,
    DescribeEndpoint: describeEndpoint,
    ListEndpoints: listEndpoints,
    UpdateEndpoint: updateEndpoint,
    UpdateEndpointWeightsAndCapacities: updateEndpointWeightsAndCapacities,
    DeleteEndpoint: deleteEndpoint,
  },
  events: {
    "training-download": download,
    "training-run": run,
    "training-upload": upload,
    "training-complete": complete,
    "training-run-out": runOut,
    "training-stopped": stopped,
    "endpoint-deploy": deploy,
    "endpoint-weights": reweigh,
    "endpoint-deleted": remove,
  },
};
